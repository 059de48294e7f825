"""One file per component and nothing else; adding one needs its file here and its cases in tests/runtime/cases/."""
