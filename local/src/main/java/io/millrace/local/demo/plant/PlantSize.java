package io.millrace.local.demo.plant;

/**
 * How large the plant is.
 *
 * @param machines at least 10
 * @param rooms at least 1; every tenth, from the first, is a server room
 * @param seed the same seed gives the same plant, day and faults
 */
public record PlantSize(int machines, int rooms, long seed) {
  private static final int SERVER_ROOM_EVERY = 10;

  public PlantSize {
    if (machines < 10 || rooms < 1 || rooms > machines) {
      throw new IllegalArgumentException(
          "A plant needs 10 machines or more, and no more rooms than machines: got "
              + machines
              + " machines and "
              + rooms
              + " rooms");
    }
  }

  /** Machines and rooms: as many messages make one round. */
  public int devices() {
    return machines + rooms;
  }

  /** Whether the room with this index is kept at a server room's temperature. */
  public static boolean isServerRoom(int room) {
    return room % SERVER_ROOM_EVERY == 0;
  }

  public int serverRooms() {
    return (rooms + SERVER_ROOM_EVERY - 1) / SERVER_ROOM_EVERY;
  }

  static String machineId(int index) {
    return String.format("machine-%05d", index);
  }

  static String roomId(int index) {
    return String.format("room-%04d", index);
  }
}
