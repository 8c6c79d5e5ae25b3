/** Objects and links as rows of SQL tables, and the views that give them their types. */
@NullMarked
package io.millrace.udfs.projection.table;

import org.jspecify.annotations.NullMarked;
