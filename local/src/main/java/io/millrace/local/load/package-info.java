/** Folders of tables, with ontology and object mappings, loaded as data sets. */
@NullMarked
package io.millrace.local.load;

import org.jspecify.annotations.NullMarked;
