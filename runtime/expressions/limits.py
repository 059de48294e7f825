"""How large an expression may be and how much work one evaluation may do."""

SOURCE_CHARS = 4_000
NESTING_LEVELS = 32
NODES = 500
# Chains (a || b || c ...) do not nest for their author but they do for the machine: one stack frame a link.
CHAIN_LINKS = 200

FUEL_STEPS = 20_000
RESULT_BYTES = 65_536
RESULT_ITEMS = 1_000
VALUE_DEPTH = 64

PATTERN_CHARS = 500
TEMPLATE_CHARS = 16_000
TEMPLATE_HOLES = 100

# One step of fuel is worth this many characters built or read, so that all texts of one evaluation
# together stay near a megabyte.
CHARS_PER_STEP = 64
