package io.tidegate.sandbox.dialect.tencent;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.annotations.SerializedName;
import com.tencentcloudapi.common.AbstractModel;
import com.tencentcloudapi.dts.v20211206.DtsClient;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the vendor's generated client knows of the API: actions, parameters and fields. */
record VendorModels(Class<?> client) {
  static final VendorModels OF_2021 = new VendorModels(DtsClient.class);
  static final VendorModels OF_2018 =
      new VendorModels(com.tencentcloudapi.dts.v20180330.DtsClient.class);

  Set<String> actions() {
    Set<String> actions = new TreeSet<>();
    for (Method method : client.getMethods()) {
      Class<?>[] types = method.getParameterTypes();
      if (types.length == 1 && types[0].getSimpleName().endsWith("Request")) {
        actions.add(types[0].getSimpleName().replaceAll("Request$", ""));
      }
    }
    return actions;
  }

  /** The parameters of an action, and what kind of value each takes. */
  Map<String, Class<?>> parameters(String action) {
    Map<String, Class<?>> parameters = new TreeMap<>();
    for (Field field : model(action + "Request").getDeclaredFields()) {
      SerializedName name = field.getAnnotation(SerializedName.class);
      if (name != null) {
        parameters.put(name.value(), field.getType());
      }
    }
    return parameters;
  }

  /** Paths of all fields of the answer, arrays with brackets: {@code StepInfo[].StepId}. */
  Set<String> fields(String action) {
    Set<String> paths = new TreeSet<>();
    fields("", model(action + "Response"), paths);
    return paths;
  }

  private static void fields(String before, Class<?> model, Set<String> paths) {
    for (Field field : model.getDeclaredFields()) {
      SerializedName name = field.getAnnotation(SerializedName.class);
      if (name == null) {
        continue;
      }
      Class<?> type = field.getType();
      String path = before + name.value() + (type.isArray() ? "[]" : "");
      Class<?> element = type.isArray() ? type.getComponentType() : type;
      if (AbstractModel.class.isAssignableFrom(element)) {
        fields(path + ".", element, paths);
      } else {
        paths.add(path);
      }
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

  private Class<?> model(String name) {
    try {
      return Class.forName(client.getPackageName() + ".models." + name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }
}
