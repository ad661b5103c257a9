"""The evidence bundle: what leaves the workspace so that a stranger can check it.

`material.py` reads what it is made of, `prov_json.py`, `c2pa_sidecar.py` and `report.py` word it for machines
and people, `bundle.py` puts it together and signs it, `checking.py` looks at one that came from anywhere.
"""
