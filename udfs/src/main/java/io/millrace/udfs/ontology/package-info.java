/**
 * The ontology: which types of objects there are, what they have and how they are linked. {@link
 * io.millrace.udfs.ontology.OntologyCompiler} reads it, {@code instance} holds objects against it,
 * {@code lint} and {@code change} judge a document and its difference from another.
 */
@NullMarked
package io.millrace.udfs.ontology;

import org.jspecify.annotations.NullMarked;
