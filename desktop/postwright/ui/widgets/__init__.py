"""The parts that panels are built of. Each shows what it is given; none decides or asks anything."""
