"""What the PBX has: queues and phones, read by whoever has the AMI connection, kept for everybody else."""
