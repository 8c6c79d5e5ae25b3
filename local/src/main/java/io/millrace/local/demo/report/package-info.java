/** What was promised held against what came out. */
@NullMarked
package io.millrace.local.demo.report;

import org.jspecify.annotations.NullMarked;
