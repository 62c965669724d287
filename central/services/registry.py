"""Every service that central answers, a line each."""

from central.services import attestation, rights

SERVICES = (rights.SERVICE, attestation.SERVICE)
