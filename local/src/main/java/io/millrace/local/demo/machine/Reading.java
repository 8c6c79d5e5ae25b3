package io.millrace.local.demo.machine;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What one device of this machine says.
 *
 * @param deviceId for instance {@code disk-sda}
 * @param payload without time and run, which the source adds
 */
record Reading(String deviceId, ObjectNode payload) {}
