package main

// merge applies a JSON Merge Patch (RFC 7396) to a decoded JSON document and returns the result. The document is
// changed in place where it can be; the patch is not.
func merge(document, patch any) any {
	changes, isObject := patch.(map[string]any)
	if !isObject {
		return patch
	}
	object, isObject := document.(map[string]any)
	if !isObject {
		object = make(map[string]any, len(changes))
	}
	for key, value := range changes {
		if value == nil {
			delete(object, key)
		} else {
			object[key] = merge(object[key], value)
		}
	}
	return object
}
