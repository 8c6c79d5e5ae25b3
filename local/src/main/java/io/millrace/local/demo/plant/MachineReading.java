package io.millrace.local.demo.plant;

/**
 * What a machine's sensors say.
 *
 * @param room id of the room it stands in
 * @param load share of what it can do, 0 to 1
 * @param temperature of the winding, degrees Celsius
 * @param vibration velocity, millimetres a second (RMS)
 * @param wear share of its life that is used up, 0 to 1
 */
public record MachineReading(
    String id, String room, double load, double temperature, double vibration, double wear) {}
