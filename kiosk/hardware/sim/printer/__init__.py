"""A simulated printer whose paper is a folder and whose faults are chosen by name."""
