"""SIP phones of our own over UDP and PCMU: they call, press keys, answer, refuse, say what they heard."""
