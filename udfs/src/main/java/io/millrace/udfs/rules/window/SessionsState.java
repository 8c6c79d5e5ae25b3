package io.millrace.udfs.rules.window;

import io.millrace.udfs.rules.Key;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a rule with session windows remembers of a key.
 *
 * @param sessions in order of their start
 */
record SessionsState(List<Session> sessions, Verdicts verdicts) {
  private static final int VERSION = 1;

  SessionsState() {
    this(new ArrayList<>(2), new Verdicts());
  }

  boolean isEmpty() {
    return sessions.isEmpty() && verdicts.isEmpty();
  }

  void insert(Session session) {
    int i = sessions.size();
    while (i > 0 && sessions.get(i - 1).events().start() > session.events().start()) {
      i--;
    }
    sessions.add(i, session);
  }

  void write(Key key, DataOutput out) throws IOException {
    out.writeByte(VERSION);
    Lists.write(sessions, out, (session, to) -> session.write(key, to));
    verdicts.write(key, out);
  }

  static SessionsState read(WindowSpec spec, Key key, DataInput in) throws IOException {
    int version = in.readByte();
    if (version != VERSION) {
      throw new IOException("Unknown version " + version + " of a session's state");
    }
    List<Session> sessions = Lists.read(in, from -> Session.read(spec, key, from));
    return new SessionsState(sessions, Verdicts.read(key, in));
  }
}
