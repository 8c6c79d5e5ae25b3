/** Commands out: from the topic of device commands to the devices. */
@NullMarked
package io.millrace.bridge.dispatch;

import org.jspecify.annotations.NullMarked;
