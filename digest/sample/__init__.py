"""An invented newsroom: ten outlets and a broken one, served as live feeds on the loopback interface.

A moment comes in; feeds whose news is of that moment go out.  The demo and many tests run on it.
"""
