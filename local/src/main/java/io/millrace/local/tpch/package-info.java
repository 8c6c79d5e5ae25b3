/** The tables of TPC-H, for whoever wants to see the line with more than toy data. */
@NullMarked
package io.millrace.local.tpch;

import org.jspecify.annotations.NullMarked;
