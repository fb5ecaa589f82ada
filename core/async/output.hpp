// print: what a program says, kept with the task that says it and the line where it does.
#pragma once

#include "core/base/call_site.hpp"

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include <fmt/format.h>

namespace loopscope::async {

// A format string that remembers where it was written.
template <class... Args>
struct FormatAt {
    template <class Text>
    consteval FormatAt(const Text& text, CallSite place = CallSite::here()) : format(text), site(place) {}
    fmt::format_string<Args...> format;
    CallSite site;
};

// Records the line, and writes it nowhere else. Throws Stopped once the run stops.
void print_line(std::string text, const CallSite& site);

// print("hello {}", name). Any thread of a run.
template <class... Args>
void print(std::type_identity_t<FormatAt<Args...>> text, Args&&... args) {
    print_line(fmt::format(text.format, std::forward<Args>(args)...), text.site);
}

}  // namespace loopscope::async
