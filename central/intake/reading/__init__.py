"""Opening one body for one admin: what is asked, who decides, what is written down before."""
