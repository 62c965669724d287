"""The pages, a module each, and the list of their routers."""
