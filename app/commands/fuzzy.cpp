#include "app/commands/fuzzy.hpp"

#include <algorithm>
#include <cctype>

namespace loopscope::app::commands {
namespace {

char lower(char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

bool starts_word(std::string_view label, std::size_t i) {
    return i == 0 || std::isalnum(static_cast<unsigned char>(label[i - 1])) == 0;
}

// Greedy from one starting place; -1 where the rest of the word does not follow.
int score_from(std::string_view word, std::string_view label, std::size_t start,
               std::vector<std::size_t>& places) {
    int score = 0;
    std::size_t at = start;
    places.clear();
    for (const char c : word) {
        while (at < label.size() && lower(label[at]) != lower(c)) ++at;
        if (at == label.size()) return -1;
        const bool next_to = !places.empty() && places.back() + 1 == at;
        score += 1 + (next_to ? 5 : 0) + (starts_word(label, at) ? 8 : 0);
        places.push_back(at++);
    }
    return score;
}

}  // namespace

std::optional<Fit> fit(std::string_view typed, std::string_view label) {
    Fit total;
    std::size_t at = 0;
    while (at < typed.size()) {
        const std::size_t end = std::min(typed.find(' ', at), typed.size());
        const std::string_view word = typed.substr(at, end - at);
        at = end + 1;
        if (word.empty()) continue;
        int best = -1;
        std::vector<std::size_t> best_places, places;
        for (std::size_t start = 0; start < label.size(); ++start) {
            const int score = score_from(word, label, start, places);
            if (score < 0) break;
            if (score > best) {
                best = score;
                best_places = places;
            }
        }
        if (best < 0) return std::nullopt;
        total.score += best;
        total.places.insert(total.places.end(), best_places.begin(), best_places.end());
    }
    std::ranges::sort(total.places);
    return total;
}

}  // namespace loopscope::app::commands
