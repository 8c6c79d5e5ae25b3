package io.millrace.udfs.device;

import java.util.Map;

/**
 * A device of the catalogue.
 *
 * @param active whether its messages are taken
 */
public record Device(String id, String type, Map<String, String> labels, boolean active) {}
