package io.millrace.service.definition;

import java.util.Locale;
import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** The kind in a path; paths name no other kinds, their patterns see to that. */
@Component
final class KindConverter implements Converter<String, Kind> {
  @Override
  public Kind convert(String path) {
    return Kind.valueOf(path.toUpperCase(Locale.ROOT));
  }
}
