package io.millrace.udfs.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.millrace.udfs.shape.ShapedMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds plain values of what a plan wants, and checks the rest as strictly: what is refused is the
 * same with every plan.
 */
final class PlannedJson {
  private final JacksonValues values;

  PlannedJson(JacksonValues values) {
    this.values = values;
  }

  /** The only value that the parser gives; closes the parser. */
  @Nullable Object read(JsonParser parser, ReadPlan plan) throws IOException, RefusedException {
    return values.read(parser, at -> value(at, plan));
  }

  private @Nullable Object value(JsonParser parser, ReadPlan plan)
      throws IOException, RefusedException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT) {
      return object(parser, plan);
    }
    return token == JsonToken.START_ARRAY ? array(parser, plan) : values.scalar(parser);
  }

  private Map<String, @Nullable Object> object(JsonParser parser, ReadPlan plan)
      throws IOException, RefusedException {
    Trail trail = plan.start();
    @Nullable Object[] kept = new Object[plan.room()];
    while (true) {
      Trail.Step step = trail.expected();
      if (step == null || !parser.nextFieldName(step.name())) {
        if (step == null) {
          parser.nextToken();
        }
        if (parser.currentToken() != JsonToken.FIELD_NAME) {
          plan.made(kept.length);
          return new ShapedMap(trail.shape(), kept);
        }
        step = trail.step(parser.currentName());
        if (step == null) {
          return unplanned(parser, plan, new LinkedHashMap<>(new ShapedMap(trail.shape(), kept)));
        }
      }
      parser.nextToken();
      ReadPlan below = step.plan();
      if (below == null) {
        skip(parser);
      } else {
        kept = step.slot() < kept.length ? kept : Arrays.copyOf(kept, 2 * kept.length);
        kept[step.slot()] = value(parser, below);
      }
      trail = step.next();
    }
  }

  /** Goes on, from a name on, in an object that is unlike what the plan remembers. */
  private Map<String, @Nullable Object> unplanned(
      JsonParser parser, ReadPlan plan, Map<String, @Nullable Object> map)
      throws IOException, RefusedException {
    do {
      String name = parser.currentName();
      parser.nextToken();
      ReadPlan below = plan.unplanned(name);
      if (below == null) {
        skip(parser);
      } else {
        map.put(name, value(parser, below));
      }
    } while (parser.nextToken() == JsonToken.FIELD_NAME);
    return map;
  }

  private List<@Nullable Object> array(JsonParser parser, ReadPlan plan)
      throws IOException, RefusedException {
    List<@Nullable Object> list = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      list.add(value(parser, plan));
    }
    return list;
  }

  /** Passes over a value; the parser checks its form, this its numbers. */
  private void skip(JsonParser parser) throws IOException, RefusedException {
    int depth = 0;
    do {
      JsonToken token = parser.currentToken();
      if (token == null) {
        throw values.refused("Ends within a value");
      }
      if (token.isStructStart()) {
        depth++;
      } else if (token.isStructEnd()) {
        depth--;
      } else if (token.isNumeric()) {
        values.checkNumber(parser);
      }
      if (depth > 0) {
        parser.nextToken();
      }
    } while (depth > 0);
  }
}
