/** What the tests of several modules stand on. */
@NullMarked
package io.millrace.testkit;

import org.jspecify.annotations.NullMarked;
