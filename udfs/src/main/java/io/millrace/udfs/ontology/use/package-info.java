/** Mappings and rules beside the ontology: whether they fit it, and what they use of it. */
@NullMarked
package io.millrace.udfs.ontology.use;

import org.jspecify.annotations.NullMarked;
