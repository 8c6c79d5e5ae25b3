package io.millrace.udfs.ontology;

import io.millrace.udfs.ontology.type.Domain;

/** A domain with a name, for properties of many types. */
public record ValueType(String name, Label label, ElementState state, Domain domain) {}
