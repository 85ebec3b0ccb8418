package io.tidegate.sandbox.dialect.alibaba;

import com.aliyun.dts20200101.Client;
import com.aliyun.tea.NameInMap;
import com.aliyun.tea.TeaModel;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What the vendor's generated client knows of the API: actions, parameters and fields. */
final class VendorModels {
  private static final String PACKAGE = Client.class.getPackageName() + ".models.";

  private VendorModels() {}

  static Set<String> actions() {
    Set<String> actions = new TreeSet<>();
    for (Method method : Client.class.getMethods()) {
      Class<?>[] types = method.getParameterTypes();
      if (types.length == 1 && types[0].getSimpleName().endsWith("Request")) {
        actions.add(types[0].getSimpleName().replaceAll("Request$", ""));
      }
    }
    return actions;
  }

  /** Elements of lists with N for their number: {@code Tag.N.Key}. */
  static Set<String> parameters(String action) {
    Set<String> names = new TreeSet<>();
    parameters("", model(action + "Request"), names);
    return names;
  }

  private static void parameters(String before, Class<?> model, Set<String> names) {
    for (Field field : model.getFields()) {
      wireName(field)
          .ifPresent(
              name -> {
                Class<?> element = element(field.getGenericType());
                boolean list = field.getGenericType() instanceof ParameterizedType;
                String path = before + name + (list ? ".N" : "");
                if (TeaModel.class.isAssignableFrom(element)) {
                  parameters(path + ".", element, names);
                } else {
                  names.add(path);
                }
              });
    }
  }

  /** Paths of all fields of the answer, arrays with brackets: {@code JobProgress[].Item}. */
  static Set<String> fields(String action) {
    Set<String> paths = new TreeSet<>();
    fields("", model(action + "ResponseBody"), paths);
    return paths;
  }

  private static void fields(String before, Class<?> model, Set<String> paths) {
    for (Field field : model.getFields()) {
      wireName(field)
          .ifPresent(
              name -> {
                boolean list = field.getGenericType() instanceof ParameterizedType;
                Class<?> element = element(field.getGenericType());
                String path = before + name + (list ? "[]" : "");
                if (TeaModel.class.isAssignableFrom(element)) {
                  fields(path + ".", element, paths);
                } else {
                  paths.add(path);
                }
              });
    }
  }

  /** The paths of what an answer holds, as {@link #fields} writes them. */
  static void paths(String path, JsonNode node, Set<String> paths) {
    if (node.isObject()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        paths(
            path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue(), paths);
      }
    } else if (node.isArray()) {
      node.forEach(element -> paths(path + "[]", element, paths));
    } else {
      paths.add(path);
    }
  }

  static Optional<Field> field(Class<?> model, String name) {
    return Arrays.stream(model.getFields())
        .filter(field -> wireName(field).filter(name::equals).isPresent())
        .findFirst();
  }

  static Class<?> model(String name) {
    try {
      return Class.forName(PACKAGE + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Optional<String> wireName(Field field) {
    return Optional.ofNullable(field.getAnnotation(NameInMap.class)).map(NameInMap::value);
  }

  private static Class<?> element(Type type) {
    Type inner = type instanceof ParameterizedType list ? list.getActualTypeArguments()[0] : type;
    return inner instanceof Class<?> known ? known : Object.class;
  }
}
