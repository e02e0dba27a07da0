"""Publishing linked data, the part without a server: negotiation, addresses, and what is said of the data set."""
