// An expected failure as a value: C++20 has no std::expected.
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace loopscope {

// What went wrong, where, and what the reader can do about it; one sentence each, no full stop.
struct Error {
    std::string what;
    std::string where;
    std::string hint;

    // "where: what (hint)", leaving out what is empty.
    [[nodiscard]] std::string message() const {
        std::string text = where.empty() ? what : where + ": " + what;
        if (!hint.empty()) text += " (" + hint + ")";
        return text;
    }
};

template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : held_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : held_(std::in_place_index<1>, std::move(error)) {}

    [[nodiscard]] bool ok() const { return held_.index() == 0; }
    explicit operator bool() const { return ok(); }

    // Precondition of the next three: ok(); std::bad_variant_access otherwise.
    T& value() { return std::get<0>(held_); }
    const T& value() const { return std::get<0>(held_); }
    T* operator->() { return &value(); }
    // Precondition: !ok().
    [[nodiscard]] const Error& error() const { return std::get<1>(held_); }

private:
    std::variant<T, Error> held_;
};

}  // namespace loopscope
