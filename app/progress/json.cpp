#include "app/progress/json.hpp"

#include <algorithm>
#include <charconv>

#include <nlohmann/json.hpp>

namespace loopscope::app::progress {
namespace {

using nlohmann::json;

constexpr int kVersion = 1, kLastMisconception = 15;

bool flag(const json& j, const char* name) {
    const auto it = j.find(name);
    return it != j.end() && it->is_boolean() && it->get<bool>();
}

const json& part(const json& j, const char* name) {
    static const json kNone = json::object();
    const auto it = j.find(name);
    return it != j.end() && it->is_object() ? *it : kNone;
}

Answer answer_from(const json& j) {
    Answer answer;
    answer.right = flag(j, "right");
    const auto tries = j.find("tries");
    answer.tries = tries != j.end() && tries->is_number_integer() ? std::max(1, tries->get<int>()) : 1;
    const auto met = j.find("misconceptions");
    if (met == j.end() || !met->is_array()) return answer;
    for (const json& number : *met) {
        if (!number.is_number_integer()) continue;
        const int n = number.get<int>();
        if (n >= 1 && n <= kLastMisconception) answer.met.push_back(n);
    }
    std::ranges::sort(answer.met);
    answer.met.erase(std::unique(answer.met.begin(), answer.met.end()), answer.met.end());
    return answer;
}

LessonProgress lesson_from(const json& j) {
    LessonProgress lesson;
    lesson.opened = flag(j, "opened");
    lesson.finished = flag(j, "finished");
    for (const auto& [key, value] : part(j, "answers").items()) {
        int number = -1;
        std::from_chars(key.data(), key.data() + key.size(), number);
        if (number >= 0 && value.is_object()) lesson.answers[number] = answer_from(value);
    }
    for (const auto& [mode, value] : part(j, "took_s").items()) {
        if (value.is_number() && value.get<double>() >= 0) lesson.took[mode] = value.get<double>();
    }
    return lesson;
}

json json_of(const LessonProgress& lesson) {
    json j = {{"opened", lesson.opened}, {"finished", lesson.finished}};
    for (const auto& [number, answer] : lesson.answers) {
        json& a = j["answers"][std::to_string(number)];
        a = {{"right", answer.right}, {"tries", answer.tries}};
        if (!answer.met.empty()) a["misconceptions"] = answer.met;
    }
    for (const auto& [mode, seconds] : lesson.took) j["took_s"][mode] = seconds;
    return j;
}

}  // namespace

std::string to_json(const Progress& progress) {
    json j = {{"version", kVersion}, {"decks", json::object()}};
    for (const auto& [key, deck] : progress) {
        json& d = j["decks"][key];
        d = {{"last", deck.last}, {"lessons", json::object()}};
        for (const auto& [id, lesson] : deck.lessons) d["lessons"][id] = json_of(lesson);
    }
    return j.dump(2, ' ', false, json::error_handler_t::replace);
}

std::optional<Progress> from_json(std::string_view text) {
    const json j = json::parse(text, nullptr, false);
    if (!j.is_object()) return std::nullopt;
    const auto version = j.find("version"), decks = j.find("decks");
    if (version == j.end() || !version->is_number_integer() || version->get<int>() > kVersion)
        return std::nullopt;
    if (decks == j.end() || !decks->is_object()) return std::nullopt;
    Progress progress;
    for (const auto& [key, d] : decks->items()) {
        if (!d.is_object()) continue;
        DeckProgress& deck = progress[key];
        const auto last = d.find("last");
        if (last != d.end() && last->is_string()) deck.last = last->get<std::string>();
        for (const auto& [id, lesson] : part(d, "lessons").items()) {
            if (lesson.is_object()) deck.lessons[id] = lesson_from(lesson);
        }
    }
    return progress;
}

}  // namespace loopscope::app::progress
