// Files, read and written by a worker of the thread pool while the loop is free: the kernel has no news to
// wait for on a file.
#pragma once

#include "core/async/io/io_error.hpp"
#include "core/async/task.hpp"

#include <string>

namespace loopscope::async {

// All of them throw IoError: "no such file or directory (/tmp/posts.txt)".
Task<std::string> read_file(std::string path, CallSite site = CallSite::here());
// Makes the file, or empties it first.
Task<> write_file(std::string path, std::string text, CallSite site = CallSite::here());
// Makes the file, or adds to its end.
Task<> append_file(std::string path, std::string text, CallSite site = CallSite::here());

namespace blocking {
// The same, holding the thread.
std::string read_file(const std::string& path, CallSite site = CallSite::here());
void write_file(const std::string& path, const std::string& text, CallSite site = CallSite::here());
void append_file(const std::string& path, const std::string& text, CallSite site = CallSite::here());
}  // namespace blocking

}  // namespace loopscope::async
