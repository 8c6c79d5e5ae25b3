/** The compiled checks of values against their domains. */
@NullMarked
package io.millrace.udfs.ontology.check;

import org.jspecify.annotations.NullMarked;
