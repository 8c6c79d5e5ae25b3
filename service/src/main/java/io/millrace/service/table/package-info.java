/** The tables of objects and links in PostgreSQL: their views, and reads from them. */
@NullMarked
package io.millrace.service.table;

import org.jspecify.annotations.NullMarked;
