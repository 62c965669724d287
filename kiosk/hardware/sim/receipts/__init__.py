"""A simulated receipt printer whose strips are files and whose faults are chosen by name."""
