// Files by name: a run knows whole paths, people say and see the end of them.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace loopscope::trace {

// Whether `given` means the file at `path`: it is that path, or a part of its end that begins behind a
// separator. "utils.py" means "/home/ann/shop/utils.py", "s.py" does not.
bool means_file(std::string_view given, std::string_view path);

// Behind the last separator.
std::string_view base_name(std::string_view path);

// The shortest end of `path` that means none of the `others`; `path` itself may be among them.
std::string_view short_path(std::string_view path, std::span<const std::string> others);

}  // namespace loopscope::trace
