package io.millrace.service.history;

import io.millrace.schemas.avro.ObjectEvent;
import io.millrace.service.object.ObjectView;
import io.millrace.udfs.projection.SearchDocument;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Events as the objects that are after them: as the index would show them. */
@Component
class EventViews {
  private final JsonMapper json;

  EventViews(JsonMapper json) {
    this.json = json;
  }

  ObjectView of(ObjectEvent event) {
    return json.readValue(SearchDocument.of(event).json(), ObjectView.class);
  }
}
