/** Holds objects and links against the ontology: compiled once a version, run once an event. */
@NullMarked
package io.millrace.udfs.ontology.instance;

import org.jspecify.annotations.NullMarked;
