/** The side of the MQTT broker. */
@NullMarked
package io.millrace.bridge.mqtt;

import org.jspecify.annotations.NullMarked;
