package io.millrace.jobs.objectify.join;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.millrace.udfs.objectify.join.JoinAnswer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Objects by id, as {@code model.objects} has them now; deleted ones are not there. */
final class ObjectStatement implements JoinStatement {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_LONG_FOR_INTS).build();

  private final String type;

  ObjectStatement(String type) {
    this.type = type;
  }

  @Override
  public List<JoinAnswer.Found> run(Connection connection, List<List<Object>> keys)
      throws SQLException {
    String sql =
        "SELECT id, properties FROM model.objects WHERE type = ? AND deleted_at IS NULL AND id IN ("
            + String.join(", ", Collections.nCopies(JoinStatement.padded(keys.size()), "?"))
            + ")";
    Map<Object, JoinAnswer.Found> found = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, type);
      JoinStatement.bind(statement, 2, keys);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.put(
              rows.getString(1), new JoinAnswer.Found(List.of(properties(rows.getString(2)))));
        }
      }
    }
    return keys.stream().map(key -> found.getOrDefault(key.get(0), JoinAnswer.NOTHING)).toList();
  }

  @SuppressWarnings("unchecked") // an object of JSON
  private static Map<String, Object> properties(String json) throws SQLException {
    try {
      return JSON.readValue(json, Map.class);
    } catch (JsonProcessingException e) {
      throw new SQLException("Properties that are no JSON", "22000", e);
    }
  }
}
