"""The rig: a real Asterisk 22 and SIP phones that say what they heard, for tests and `make lab`."""
