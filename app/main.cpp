#include "app/cli/cli.hpp"

#include <cstdio>
#include <cstdlib>
#include <exception>

int main(int argc, char** argv) {
    try {
        return loopscope::app::cli::run({argv + 1, argv + argc});
    } catch (const std::exception& error) {
        std::fprintf(stderr, "loopscope: %s\n", error.what());
        return EXIT_FAILURE;
    }
}
