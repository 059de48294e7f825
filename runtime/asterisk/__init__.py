"""The only room that knows Asterisk: AGI and AMI on the wire, and what their words mean in ours."""
