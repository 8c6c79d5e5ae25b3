package io.millrace.local.demo.plant;

/**
 * What a room's sensor says.
 *
 * @param temperature degrees Celsius
 * @param humidity relative, percent
 */
public record RoomReading(String id, double temperature, double humidity) {}
