// What is written in a picture.
#pragma once

#include "core/stage/display_list.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace loopscope::test {

inline std::vector<std::string> texts(const stage::DisplayList& list) {
    std::vector<std::string> found;
    for (const stage::Item& item : list.items) {
        if (const auto* text = std::get_if<stage::TextItem>(&item)) found.push_back(text->text);
    }
    return found;
}

inline int count(const stage::DisplayList& list, const std::string& words) {
    const auto all = texts(list);
    return static_cast<int>(std::count(all.begin(), all.end(), words));
}

// A phrase may be made of several texts; a space is taken to stand between them.
inline std::string all_text(const stage::DisplayList& list) {
    std::string found;
    for (const std::string& text : texts(list)) found += text + " ";
    return found;
}

inline bool says(const stage::DisplayList& list, std::string_view words) {
    return all_text(list).find(words) != std::string::npos;
}

}  // namespace loopscope::test
