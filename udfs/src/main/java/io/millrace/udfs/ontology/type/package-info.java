/** Types of properties, and what constrains them. */
@NullMarked
package io.millrace.udfs.ontology.type;

import org.jspecify.annotations.NullMarked;
