"""One file per component and nothing else.

Adding one needs its file here and its cases in tests/runtime/cases/.
"""
