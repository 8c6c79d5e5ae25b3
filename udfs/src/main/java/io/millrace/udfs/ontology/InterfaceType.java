package io.millrace.udfs.ontology;

import java.util.Map;

/** A group of properties that object types share; queries may go over all that implement it. */
public record InterfaceType(
    String name, Label label, ElementState state, Map<String, Property> properties) {}
