/**
 * The demo: two sources of real and of checkable data through the whole line, and a report that
 * checks every count.
 */
@NullMarked
package io.millrace.local.demo;

import org.jspecify.annotations.NullMarked;
