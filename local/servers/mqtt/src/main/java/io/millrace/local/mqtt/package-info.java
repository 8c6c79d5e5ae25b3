/** The stack's MQTT broker, as a process of its own. */
@NullMarked
package io.millrace.local.mqtt;

import org.jspecify.annotations.NullMarked;
